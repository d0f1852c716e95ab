"""English names of languages, and their codes on the Hub."""

_NAMES = """
arabic ar, armenian hy, basque eu, bengali bn, bulgarian bg, catalan ca, chinese zh, croatian hr, czech cs, danish da,
dutch nl, english en, estonian et, finnish fi, french fr, galician gl, georgian ka, german de, greek el, gujarati gu,
hebrew he, hindi hi, hungarian hu, icelandic is, indonesian id, irish ga, italian it, japanese ja, kannada kn,
kazakh kk, korean ko, latin la, latvian lv, lithuanian lt, malay ms, malayalam ml, marathi mr, mongolian mn, nepali ne,
norwegian no, persian fa, polish pl, portuguese pt, punjabi pa, romanian ro, russian ru, sanskrit sa, serbian sr,
slovak sk, slovenian sl, somali so, spanish es, swahili sw, swedish sv, tamil ta, telugu te, thai th, tibetan bo,
turkish tr, ukrainian uk, urdu ur, uzbek uz, vietnamese vi, welsh cy, yoruba yo, zulu zu
"""
CODES = dict(pair.split() for pair in _NAMES.split(","))
"""The code of a language by its English name in lower case."""
