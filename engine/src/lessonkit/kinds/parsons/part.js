PARTS.parsons = listPart;
