"""The parts of the load test: a real hub, learners who use it as a browser does, and what they need."""
