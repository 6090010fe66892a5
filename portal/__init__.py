"""The portal that tells East Kalimantan what the law on human trafficking asks of each of its people."""
