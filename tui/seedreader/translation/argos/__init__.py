"""Translation with Argos packages: CTranslate2 and a tokenizer, from a folder on this machine."""
