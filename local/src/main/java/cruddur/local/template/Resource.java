package cruddur.local.template;

/** A resource of the template. */
record Resource(String logicalId, String type, Section properties) {}
