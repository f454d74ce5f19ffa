"""Networks that show a point, for the menu of the bar: each with what to look at there."""

from dataclasses import dataclass

from markupsafe import Markup

from app.web.markup import sentence
from app.web.moment import Moment


@dataclass(frozen=True)
class Preset:
    r"""A network under a name, what to look at (TeX between \( and \)), the moment it opens on."""

    slug: str
    label: str
    look: str
    moment: Moment

    @property
    def help(self) -> Markup:
        """What to look at, typeset."""
        return sentence(self.look)


LECTURE = "data=tiny&hidden=3&init=tidy&seed=27"
SQUARE = (
    "X=1.0,2.0,-1.0;0.0,1.0,1.0;2.0,-1.0,0.0&Y=0.0,1.0,0.0;0.0,0.0,1.0;1.0,0.0,0.0"
    "&hidden=3&init=tidy&seed=4"
)

PRESETS = (
    Preset("default", "Default net", "2-4-3 on the spiral, eight examples", Moment("")),
    Preset(
        "lecture",
        "Lecture net",
        "small whole numbers and halves: to be multiplied by eye",
        Moment(LECTURE),
    ),
    Preset(
        "square-trap",
        "Square trap",
        r"3-3-3 and \(m = 3\): here every wrong product fits too",
        Moment(SQUARE, "dW2"),
    ),
    Preset(
        "zeros",
        "Zero weights",
        r"nothing comes back through \(W^{[2]}\), only \(b^{[2]}\) learns",
        Moment("init=zeros", "dA1"),
    ),
    Preset(
        "unit-off",
        "A unit off",
        r"its row of \(dZ^{[2]}\) is zero, and so are the gradients of its weights",
        Moment("hidden=4,4", "dZ2"),
    ),
    Preset(
        "sigmoids",
        "Deep sigmoid stack",
        r"every slope is at most ¼: \(dZ^{[1]}\) is hundreds of times smaller than \(dZ^{[5]}\)",
        Moment("hidden=4,4,4,4&activation=sigmoid", "dZ1"),
    ),
    Preset(
        "all-off",
        "Too large a step",
        r"after seven updates every unit is off: \(A^{[1]} = 0\)",
        Moment("m=5&lr=6.0", "A1", 7),
    ),
    Preset(
        "overflow",
        "Overflow",
        r"no output function, squared error, \(\alpha = 4\): the loss leaves all bounds",
        Moment("activation=leaky_relu&output=identity&lr=4.0", "L", 9),
    ),
    Preset(
        "xor",
        "XOR",
        "no line separates it; after 100 updates the hidden units do",
        Moment("data=xor&hidden=2", "A2", 100),
    ),
    Preset(
        "straight",
        "No activation",
        "eight units, yet one line: on rings it ends half right",
        Moment("data=circles&hidden=8&activation=identity", "A2", 100),
    ),
    Preset(
        "digits",
        "Digits",
        "64 pixels in, ten classes out; after 50 updates nearly all are right",
        Moment("data=digits&m=100&hidden=16", "A2", 50),
    ),
)
