"""Projects: what authorities did together, with its steps, its people's organisations and what came of it."""
