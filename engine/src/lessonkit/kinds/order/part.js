PARTS.order = listPart;
