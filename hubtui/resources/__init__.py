"""A folder for each kind of thing that can be listed, opened and acted on; `hubtui.registry` lists them."""
