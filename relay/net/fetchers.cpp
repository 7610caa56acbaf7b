#include "relay/net/fetchers.h"

#include "relay/net/url.h"

namespace relay::net {

policy::Result<Answer, Unreachable> Fetchers::fetch(const Ask& ask, Sink& sink) {
  const auto url = Url::parse(ask.url);
  return (url && url->scheme == "file" ? folders_ : network_).fetch(ask, sink);
}

}  // namespace relay::net
