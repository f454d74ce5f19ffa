"""The page `/numbers`: how to bring one's own data, weights and results, and take a run away."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.web.teaching import theme
from app.web.templates import render

FORMS = (
    ("Plain, or a spreadsheet", "1 2\n3 4"),
    ("Address", "1,2;3,4"),
    ("Python", "[[1, 2], [3, 4]]"),
    ("NumPy", "array([[1., 2.],\n       [3., 4.]])"),
    ("PyTorch", "tensor([[1., 2.],\n        [3., 4.]])"),
    ("MATLAB", "[1 2; 3 4]"),
    ("Markdown", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"),
    ("LaTeX", "\\begin{bmatrix} 1 & 2 \\\\\n3 & 4 \\end{bmatrix}"),
)
"""One matrix as it may be pasted."""
TABLE = "length,width,kind\n5.1,3.5,setosa\n7.0,3.2,versicolor\n6.3,3.3,virginica\n4.9,3.0,setosa"
FILES = (
    ("py", "a script of NumPy alone that makes the iteration bit for bit, or the whole run to it"),
    ("py?framework=torch", "the same in PyTorch, its gradients by autograd"),
    ("ipynb", "a notebook, a cell for each step, with its formula and its heatmap"),
    ("npz", "all matrices for NumPy, and the network"),
    ("csv", "all matrices as a table, a row for each entry"),
    ("json", "the iteration as the page reads it"),
    ("html", "one file that replays iterations with no server, by double-click"),
)
"""How an export's address ends, and what it is."""

router = APIRouter(include_in_schema=False)


@router.get("/numbers")
def numbers(request: Request) -> HTMLResponse:
    """How to bring one's own numbers; the snippets name this server."""
    origin = str(request.base_url).rstrip("/")
    values = {"forms": FORMS, "table": TABLE, "files": FILES, "origin": origin, **theme(request)}
    return HTMLResponse(render("numbers.html", values))
