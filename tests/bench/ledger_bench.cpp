// ledger_bench: what the ledger costs. A loop of the endpoints' door pays for putting a sighting
// into its queue; the recorder for taking it out and putting it into the book. And how much memory
// half a million devices need.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

#include "relay/ledger/book.h"
#include "relay/ledger/queue.h"

namespace {

using relay::ledger::Book;
using relay::ledger::Queue;
using relay::ledger::Sighting;

constexpr std::uint64_t kDevices = 500'000;

double seconds(const auto& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

Sighting sighting(std::uint64_t device, policy::Instant at) {
  static const auto feed = *policy::FeedId::parse("clamav");
  static const auto group = *policy::GroupId::parse("office");
  return {.feed = feed,
          .group = group,
          .voice = {device * 0x9e3779b97f4a7c15U},
          .release = {2},
          .at = at};
}

long resident_kb() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  }
  return 0;
}

/// As after each commit.
void written(Book& book) {
  for (auto& [feed, part] : book.feeds()) {
    part.voices.written();
    for (auto& account : part.accounts) account.waiting.written();
  }
}

void show(const char* what, double took, std::uint64_t count) {
  std::printf("%-44s %8.0f ns each\n", what, 1e9 * took / static_cast<double>(count));
}

}  // namespace

int main() {
  policy::Instant now = policy::from_unix_seconds(1'767'225'600);
  Queue queue;
  double put = 0, take = 0;
  for (std::uint64_t round = 0; round < 100; ++round) {
    put += seconds([&] {
      for (std::size_t i = 0; i < Queue::kRoom; ++i) queue.put(sighting(i, now));
    });
    take += seconds([&] {
      while (queue.take()) continue;
    });
  }
  show("a loop puts a sighting into its queue", put, 100 * Queue::kRoom);
  show("the recorder takes it out", take, 100 * Queue::kRoom);

  Book book;
  const long before = resident_kb();
  // A fleet that doubles within each hour, for the book takes no more newcomers than that.
  std::uint64_t admitted = 1'000, asked = 0;
  double took = 0;
  for (int hour = 0; hour < 14; ++hour) {
    for (int bin = 0; bin < 12; ++bin) book.listen(now += relay::ledger::kBin);
    const std::uint64_t all = std::min(admitted, kDevices);
    took += seconds([&] {
      for (std::uint64_t device = 0; device < all; ++device) {
        book.hear(sighting(device, now), now);
        if (device % 10'000 == 0) written(book);
      }
    });
    asked += all;
    book.ripen();
    admitted *= 2;
  }
  show("a request of 500,000 devices goes into the book", took, asked);
  std::printf("%-44s %8.1f MB\n", "500,000 devices in memory",
              static_cast<double>(resident_kb() - before) / 1'000);
  show("a look at what it all proves", seconds([&] { book.look(); }), 1);
}
