// The part of plotly.js that Stepgrad draws with: core, scatter (in core), heatmap, contour, bar.
import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import Plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";

Plotly.register([heatmap, contour, bar]);
export default Plotly;
