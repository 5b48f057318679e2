"""The YAML of the bank: only true and false are truth values, and dates stay text."""

import re

import yaml


class Loader(yaml.CSafeLoader):
    """Reads YAML as authors mean it.

    In plain YAML 1.1 the word `no` is False, so a bin called `no` would vanish.
    """


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in pairs if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF"))
