package cruddur.toolkit.template;

/** A resource of the template. */
record TemplateResource(String logicalId, String type, TemplateSection properties) {}
