// One run of the library mdbase: `node mdbase.mjs LIBRARY VAULT open|validate|query`.
const [library, vault, what] = process.argv.slice(2);
const { Collection } = await import(library);
const opened = await Collection.open(vault);
if (opened.error) throw new Error(opened.error.message);
const found = what === "validate" ? await opened.collection.validate() : await opened.collection.query({ limit: 10 });
console.log(Object.keys(found));
await opened.collection.close();
