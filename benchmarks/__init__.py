"""Measures causerie beside its peers (`run.py`), and says where a build's time goes (`profile.py`)."""
