#include "relay/net/curl_fetcher.h"

#include <utility>

#include "policy/require.h"
#include "relay/net/retrieval.h"

namespace relay::net {

std::string product_user_agent() {
  return "Sluice/" SLUICE_VERSION " (update relay)";
}

CurlFetcher::CurlFetcher(FetchSettings settings, const io::Clock& clock)
    : settings_{std::move(settings)}, clock_{clock} {
  policy::require(settings_.attempts > 0, "a fetch has at least one attempt");
}

policy::Result<Answer, Unreachable> CurlFetcher::fetch(const Ask& ask, Sink& sink) {
  return Retrieval{settings_, clock_, ask, sink}.run();
}

}  // namespace relay::net
