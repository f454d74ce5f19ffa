"""The colours of heatmaps outside the page: the page's own in its light theme."""

# Orange below zero, blue above, warm grey at zero.
SCALE = ["#8a3f00", "#c4691d", "#e39f66", "#f3d3b6", "#f1efea",
         "#bcd6ea", "#72aad8", "#2f78b8", "#0f4a84"]  # fmt: skip
GATE = ["#505158", "#ffffff"]  # shut, open
