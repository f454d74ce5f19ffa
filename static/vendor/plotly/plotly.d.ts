// What Stepgrad calls of the bundle beside this file; the rest of plotly.js is there too.
type Figure = HTMLElement;

declare const Plotly: {
  newPlot(root: Figure, data: object[], layout?: object, config?: object): Promise<Figure>;
  react(root: Figure, data: object[], layout?: object, config?: object): Promise<Figure>;
  restyle(root: Figure, update: object, traces?: number | number[]): Promise<Figure>;
  relayout(root: Figure, update: object): Promise<Figure>;
  update(root: Figure, data: object, layout: object, traces?: number | number[]): Promise<Figure>;
  addTraces(root: Figure, traces: object | object[], at?: number | number[]): Promise<Figure>;
  deleteTraces(root: Figure, traces: number | number[]): Promise<Figure>;
  purge(root: Figure): void;
  toImage(root: Figure | object, options?: object): Promise<string>;
  Plots: { resize(root: Figure): Promise<Figure> };
};

export default Plotly;
