"""The models that were quantized from one."""
