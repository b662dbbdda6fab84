"""Training room of the receipt recogniser: line data, network, training, export, evaluation.

Nothing here is imported by the app. It needs its own environment (requirements.txt) and its own
fonts (package.json); README.md is the model card and says how the weights were made.
"""
