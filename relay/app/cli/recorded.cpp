#include "relay/app/cli/recorded.h"

#include "relay/app/cli/calls.h"
#include "relay/app/cli/visible.h"

namespace relay::app::cli {
namespace {

using policy::Refused;

/// The feed's pages, newest first; nothing more is asked for than a scenario can hold.
policy::Result<std::vector<json::Value>, std::string> ask_pages(const Caller& call,
                                                                const std::string& feed) {
  std::vector<json::Value> pages;
  const Ask first = get(feed_path(feed, "releases"));
  Ask ask = first;
  for (std::size_t releases = 0; releases < policy::simulate::kMostPublications;) {
    auto page = answer_to(call, ask);
    if (!page) return Refused{visible(page.error().what)};
    releases += (*page)["releases"].items().size();
    const json::Value next = (*page)["next"];
    pages.push_back(*std::move(page));
    if (next.null()) break;
    ask = behind(first, next);
  }
  return pages;
}

}  // namespace

policy::Result<simulation::Recorded, std::string> ask_recorded(const Caller& call,
                                                               const policy::FeedId& feed) {
  auto status = answer_to(call, get("status"));
  if (!status) return Refused{visible(status.error().what)};
  auto pages = ask_pages(call, feed.text());
  if (!pages) return Refused{pages.error()};
  auto halts = answer_to(call, get(feed_path(feed.text(), "halts")));
  if (!halts) return Refused{visible(halts.error().what)};
  return simulation::recorded(
      feed, {.status = *std::move(status), .pages = *std::move(pages), .halts = *std::move(halts)});
}

policy::Result<std::string, std::string> ask_policy(const Caller& call) {
  const auto revision = answer_to(call, get("policy/revision"));
  if (!revision) return Refused{visible(revision.error().what)};
  return (*revision)["text"].text();
}

}  // namespace relay::app::cli
