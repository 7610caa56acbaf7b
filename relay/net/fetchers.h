#pragma once

#include "relay/net/fetcher.h"

namespace relay::net {

/// Asks whom the URL's scheme names: file goes to the folders, everything else to the network.
class Fetchers final : public Fetcher {
 public:
  Fetchers(Fetcher& network, Fetcher& folders) : network_{network}, folders_{folders} {}

  policy::Result<Answer, Unreachable> fetch(const Ask& ask, Sink& sink) override;

 private:
  Fetcher& network_;
  Fetcher& folders_;
};

}  // namespace relay::net
