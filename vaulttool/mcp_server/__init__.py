"""The commands as tools for assistants, over the Model Context Protocol. The only code that knows the SDK."""

from vaulttool.mcp_server.server import make_server

__all__ = ["make_server"]
