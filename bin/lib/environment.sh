# shellcheck shell=sh
# Makes launchers independent of the user's environment. jdk.sh sources this file.

# fixed_locale prints a locale for Maven and the JVMs: they cannot use a folder whose name has letters outside ASCII
# unless the locale's encoding is UTF-8. Time zones stay those of the user.
fixed_locale() {
  found=$(locale -a 2>/dev/null | grep -ix -e 'C\.utf-\{0,1\}8' -e 'en_US\.utf-\{0,1\}8' | LC_ALL=C sort | head -n 1)
  echo "${found:-C.UTF-8}"
}

LC_ALL=$(fixed_locale)
export LC_ALL
unset LANGUAGE

# Requests to this machine use no proxy.
NO_PROXY=${NO_PROXY:+$NO_PROXY,}localhost,127.0.0.1
no_proxy=${no_proxy:+$no_proxy,}localhost,127.0.0.1
export NO_PROXY no_proxy

# forget_aws_settings removes the user's settings for AWS, for what uses the local system only.
forget_aws_settings() {
  for setting in $(env | sed -n 's/^\(AWS_[A-Za-z0-9_]*\)=.*/\1/p'); do unset "$setting"; done
  AWS_CONFIG_FILE=/dev/null
  AWS_SHARED_CREDENTIALS_FILE=/dev/null
  export AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE
}
