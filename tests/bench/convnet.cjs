// ConvNetJS's own Trainer behind the protocol of peers.py: node convnet.cjs FOLDER-OF-CONVNETJS
const convnetjs = require(`${process.argv[2]}/build/convnet.js`);
const nets = {};

function load({ name, layers, X, Y, W, b, lr }) {
  const hidden = layers.slice(1, -1).map((n) => ({ type: "fc", num_neurons: n, activation: "relu" }));
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: layers[0] },
    ...hidden,
    { type: "softmax", num_classes: layers.at(-1) },
  ]);
  const dense = net.layers.filter((layer) => layer.filters);
  dense.forEach((layer, l) => {
    layer.filters.forEach((filter, j) => {
      filter.w.set(W[l][j]);
      layer.biases.w[j] = b[l][j][0];
    });
  });
  const examples = X[0].map((_, i) => new convnetjs.Vol(X.map((row) => row[i])));
  const classes = Y[0].map((_, i) => Y.findIndex((row) => row[i] === 1));
  const trainer = new convnetjs.Trainer(net, {
    method: "sgd", learning_rate: lr, momentum: 0, l2_decay: 0, batch_size: examples.length,
  });
  nets[name] = { net, trainer, examples, classes };
}

function train({ trainer, examples, classes }, count) {
  const before = process.cpuUsage();
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < examples.length; i++) trainer.train(examples[i], classes[i]);
  }
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) * 1000;
}

function loss({ net, examples, classes }) {
  const each = examples.map((x, i) => -Math.log(net.forward(x).w[classes[i]]));
  return each.reduce((sum, one) => sum + one, 0) / each.length;
}

const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const asked = JSON.parse(line);
  let reply = { about: `convnetjs in node ${process.version}` };
  if (asked.load) load(asked.load);
  else {
    const ns = train(nets[asked.net], asked.train);
    reply = { ns, loss: loss(nets[asked.net]) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
});
