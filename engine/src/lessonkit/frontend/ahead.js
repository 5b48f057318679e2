// Frames that the kernel has worked out ahead (explorer/ahead.py): what widgets hold for values of the controls.

const MOST_FRAMES = 300;

/** The frames of these controls. `show` shows one at once and says whether there was one. */
function framesOf(model) {
  const kept = new Map();
  const found = new Map(); // models by id, so that a frame is shown without waiting
  const name = (values) => JSON.stringify(Object.entries(values).sort());
  let near = "";
  let age = 0; // frames from before the last "forget" come too late

  async function keep({ values, frame }) {
    const born = age;
    await Promise.all(Object.keys(frame).map(async (id) => {
      if (!found.has(id)) found.set(id, await model.widget_manager.get_model(id));
    }));
    if (born !== age) return;
    kept.set(name(values), frame);
    if (kept.size > MOST_FRAMES) kept.delete(kept.keys().next().value);
  }
  function told(message) {
    if (message.do === "frame") keep(message);
    else if (message.do === "forget") { age += 1; kept.clear(); }
  }
  return {
    /** Ask for the frames of a slider that the learner is about to move. */
    ask(key) {
      if (key !== near) model.send({ do: "near", key });
      near = key;
    },
    show(values) {
      const frame = kept.get(name(values));
      for (const [id, state] of Object.entries(frame ?? {})) found.get(id).set_state(state);
      return Boolean(frame);
    },
    stop: listen(model, "msg:custom", told),
  };
}
