"""The questions learners ask, each with its answer and the moment that shows it."""

from dataclasses import dataclass

from app.web.moment import Moment
from app.web.presets import LECTURE, SQUARE


@dataclass(frozen=True)
class Question:
    r"""A question under its anchor. `key` are words of the reason on that step that answer it.

    In `asks` and `answer` TeX stands between \( and \). `more` are other moments worth a look.
    """

    slug: str
    asks: str
    answer: str
    moment: Moment
    key: str
    more: tuple[tuple[str, Moment], ...] = ()


SMALL = "m=5"
OFF, ALL_OFF = "m=5&hidden=4,4", "m=5&lr=6.0"
SATURATED = "m=5&activation=sigmoid&init=normal&init_scale=4.0"
OVERFLOW = "m=5&activation=leaky_relu&output=identity&lr=4.0"

QUESTIONS = (
    Question(
        "formula",
        r"Where does \({W^{[2]}}^{T} dZ^{[2]} \odot g'(Z^{[1]})\) come from?",
        r"From the chain rule, written for all examples at once: \({W^{[2]}}^{T} dZ^{[2]}\) is "
        r"\(dA^{[1]}\), the step before, and \(g'(Z^{[1]})\) are the slopes of the activation. "
        r"ReLU’s are 1 or 0: an entry of \(dA^{[1]}\) passes as it is, or is stopped. Books write "
        r"the chain from left to right; with columns a new matrix multiplies from the left, so "
        r"\({W^{[2]}}^{T}\) stands before \(dZ^{[2]}\) (for \(\odot\) either side does).",
        Moment(SMALL, "dZ1", cell=(0, 2)),
        "It is the chain",
    ),
    Question(
        "dA",
        r"How does \(dA^{[1]} = {W^{[2]}}^{T} dZ^{[2]}\) come about?",
        r"Unit \(k\) feeds every unit \(j\) of the next layer through \(w_{jk}\). So what "
        r"\(\mathcal{L}\) gains by a nudge of \(a_k\) is the sum over all those wires, column "
        r"\(k\) of \(W\) with \(dz\): \(da_k = \sum_j w_{jk}\, dz_j\).",
        Moment(LECTURE, "dA1", cell=(0, 0)),
        "feeds every unit",
    ),
    Question(
        "transpose",
        r"Why the transpose of \(W\) going back?",
        r"Row \(j\) of \(W\) holds the wires into unit \(j\), column \(k\) the wires out of unit "
        r"\(k\). Forward a unit gathers along its row, backward along its column; and the columns "
        r"of \(W\) are the rows of \(W^{T}\). Here a product without it would not even fit: What "
        r"if …?, beside the shapes, shows NumPy’s refusal.",
        Moment(SMALL, "dA1", cell=(3, 2)),
        "the wires out",
        (("What if it is left out?", Moment(SMALL, "dA1", cell=(3, 2), open="what-if")),),
    ),
    Question(
        "outer",
        r"Why \(A\) transposed in \(dW\)?",
        r"One weight has \(\frac{1}{m} \sum_i dz_j^{(i)} a_k^{(i)}\): row \(j\) of \(dZ\) meets "
        r"row \(k\) of \(A\), example by example. A matrix product takes rows with columns, so "
        r"\(A\) is turned; the sum then runs over the \(m\) that both share.",
        Moment(SMALL, "dW2", cell=(1, 1)),
        "to write row × row as row × column",
    ),
    Question(
        "mean",
        r"Why divide \(dW\) and \(db\) by \(m\), and \(dZ\) not?",
        r"\(J\) is the mean over the \(m\) examples, and \(dW\) and \(db\) are derivatives of "
        r"\(J\): the \(1/m\) comes with it. \(dZ\) and \(dA\) are derivatives of the loss "
        r"\(\mathcal{L}^{(i)}\) of one example, column by column: there nothing has been averaged.",
        Moment(SMALL, "dW2", cell=(0, 2)),
        "Average over the",
        (
            ("Where the mean is taken", Moment(SMALL, "J")),
            ("The other habit: 1/m where the pass begins", Moment(SMALL + "&average=loss", "dZ2")),
        ),
    ),
    Question(
        "product",
        r"Why \(\odot\) (NumPy’s *) here and a matrix product there?",
        r"An activation sees one entry at a time: \(z_j^{(i)}\) acts only through its own "
        r"\(a_j^{(i)}\), so one slope belongs to one entry. Weights mix the units, so there a sum "
        r"is due. In this 3-3-3 net with \(m = 3\) either would fit: shapes do not decide it. What "
        r"if …?, beside the shapes, puts @ for *: NumPy does not complain, the numbers are wrong.",
        Moment(SQUARE, "dZ1", cell=(2, 1)),
        "NumPy's *",
        (("What if it is @?", Moment(SQUARE, "dZ1", cell=(2, 1), open="what-if")),),
    ),
    Question(
        "db",
        r"Why is \(db\) a sum over the examples?",
        r"The same \(b_j\) was added to \(z_j\) in every example, so every example’s \(dz_j\) "
        r"comes back to it: sum the row, divide by \(m\).",
        Moment(SMALL, "db2", cell=(2, 0)),
        "comes back to it",
    ),
    Question(
        "output",
        r"Where does \(A - Y\) come from?",
        r"Put the softmax into the cross-entropy; the \(y_k\) of an example add up to 1: "
        r"\(\mathcal{L} = \log \sum_j e^{z_j} - \sum_k y_k z_k\). Differentiate by \(z_k\): "
        r"\(\frac{\partial \mathcal{L}}{\partial z_k} = \frac{e^{z_k}}{\sum_j e^{z_j}} - y_k "
        r"= a_k - y_k\). Too much probability is positive, too little negative, and every column "
        r"adds up to 0.",
        Moment(SMALL, "dZ2", cell=(0, 3)),
        "Put the softmax into the loss",
        (("The long way, through the Jacobian", Moment(SMALL + "&output_route=chain", "dZ2")),),
    ),
    Question(
        "dZ",
        r"What does \(dZ\) mean at all?",
        r"It is a name. Its entry in row \(k\), column \(i\) says how fast \(\mathcal{L}^{(i)}\), "
        r"the loss of that one example, grows as \(z_k^{(i)}\) grows: below 0 means that a larger "
        r"\(z\) would help. The page moves it a little and measures, under Check.",
        Moment(LECTURE, "dZ2", cell=(2, 0)),
        "the loss of one example",
    ),
    Question(
        "shape",
        r"Is a gradient’s shape always that of its variable?",
        r"Yes, always in this notation: what is differentiated is one number, \(J\) or "
        r"\(\mathcal{L}^{(i)}\), so \(dW\) holds one slope for each entry of \(W\), where that "
        r"entry stands. The update relies on it: it takes \(\alpha\, dW\) from \(W\) entry by "
        r"entry. Only the derivative of a whole vector by a matrix needs a third axis.",
        Moment(SMALL, "W2_next", cell=(1, 2)),
        "that entry of",
    ),
    Question(
        "rows",
        r"Why do some books have rows?",
        r"They write \(\frac{\partial \mathcal{L}}{\partial z}\) as a row and multiply from the "
        r"left, (row) · \(W\). With one example: \((1 \times 3)(3 \times 4) \to 1 \times 4\), "
        r"here (−0.64, 0.31, 0.32) · \(W^{[2]}\) ≈ (−0.32, −0.24, −0.30, −0.17). Transpose both "
        r"sides and it is \(W^{T} dz\): the same numbers, as a column.",
        Moment("m=1", "dA1", cell=(2, 0), open="more"),
        "Some books write",
    ),
    Question(
        "slope",
        r"What changes with sigmoid or tanh?",
        r"Only the last factor, \(g'\). The sigmoid’s slope is \(a(1 - a)\), never above ¼, "
        r"tanh’s is \(1 - a^2\): no gate that is open or shut, but each entry is scaled, and next "
        r"to nothing passes where \(a\) is near its ends.",
        Moment(SATURATED, "gprime1", cell=(0, 2)),
        "at most ¼",
        (
            (
                "The same with tanh",
                Moment(SATURATED.replace("sigmoid", "tanh"), "gprime1", cell=(0, 2)),
            ),
        ),
    ),
    Question(
        "off",
        r"What does a ReLU that is off do to those before it?",
        r"Nothing passes its gates, whatever \(dA^{[2]}\) is: its row of \(dZ^{[2]}\) is "
        r"zero. Its own weights learn nothing, and no error goes through it to layer 1; the other "
        r"units still send theirs.",
        Moment(OFF, "dZ2", cell=(2, 0)),
        "nothing goes back through it",
        (("What reaches layer 1", Moment(OFF, "dA1")),),
    ),
    Question(
        "zeros",
        r"Why does nothing move from zero weights?",
        r"All that goes back goes through \({W^{[2]}}^{T}\): if that is zero, \(dA^{[1]}\) is. "
        r"And \(A^{[1]} = \mathrm{ReLU}(0) = 0\) makes \(dW^{[2]}\) zero as well. Only "
        r"\(b^{[2]}\) still learns.",
        Moment("m=5&init=zeros", "dA1", cell=(0, 0)),
        r"through \(w_{jk}\)",
        (("What still learns", Moment("m=5&init=zeros", "db2")),),
    ),
    Question(
        "step",
        r"What if the step is too large?",
        r"With ReLU it can throw units below 0 for all examples, and a unit that is off there "
        r"stays off. Here the first update does so to \(a_1\), the second to \(a_3\) and "
        r"\(a_4\); "
        r"\(a_2\) swings up and down until the seventh takes its bias from 0.16 to −4.97. Then "
        r"\(A^{[1]} = 0\), and only \(b^{[2]}\) still learns. With no output function and the "
        r"squared error the numbers grow until they overflow.",
        Moment(ALL_OFF, "A1", 7),
        "sends 0 for the rest",
        (
            ("The update that did it", Moment(ALL_OFF, "b1_next", 6, cell=(1, 0))),
            ("Overflow", Moment(OVERFLOW, "L", 10)),
        ),
    ),
)
