"""What a view shows: the words of its marker -> a listing -> Markdown. Where markers stand is `core.view_markers`'s."""

from vaulttool.core.views.ask import Ask, ViewError, read_ask
from vaulttool.core.views.content import Content, private_paths, without_an_answer

__all__ = ["Ask", "Content", "ViewError", "private_paths", "read_ask", "without_an_answer"]
