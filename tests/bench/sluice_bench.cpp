// sluice_bench [FOLDER [MiB]]: how fast the mirror takes in a folder of files, against what the
// machine can do: the same bytes written by dd with a flush at the end, and hashed by SHA-256. The
// aim is 80 % of the lower.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "relay/catalog/schema.h"
#include "relay/crypto/sha256.h"
#include "relay/feed/files/files_feed.h"
#include "relay/feed/mirror.h"
#include "relay/net/folder_fetcher.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileSize = 16'777'216;

double seconds(const auto& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

std::string noise(std::mt19937_64& random) {
  std::string bytes(kFileSize, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

// A folder as a vendor would publish it, and the same bytes in one file for dd.
void make_source(const fs::path& source, const fs::path& whole, std::size_t files) {
  std::mt19937_64 random{1};
  std::ofstream manifest{source / "PULP_MANIFEST"};
  std::ofstream all{whole, std::ios::binary};
  for (std::size_t i = 0; i < files; ++i) {
    const std::string name = std::to_string(i) + ".bin";
    const std::string bytes = noise(random);
    std::ofstream{source / name, std::ios::binary} << bytes;
    all << bytes;
    manifest << name << ',' << relay::crypto::sha256(bytes).hex() << ',' << bytes.size() << '\n';
  }
}

double sync_seconds(const fs::path& source, const fs::path& data) {
  fs::create_directories(data);
  relay::store::Store store{data / "store"};
  relay::db::Database database{data / "state.db", relay::catalog::migrations()};
  relay::net::FolderFetcher fetcher{{source}};
  relay::feed::files::FilesFeed feed{{.upstream = "file://" + source.string()}};
  relay::feed::Mirror mirror{
      {.feed = *policy::FeedId::parse("bench"), .every = std::chrono::hours{1}},
      feed,
      fetcher,
      store,
      database};
  return seconds([&] {
    const auto round = mirror.round(policy::from_unix_seconds(1'767'225'600), 0);
    if (!round.changed) std::fprintf(stderr, "%s\n", round.said.front().c_str());
  });
}

double dd_seconds(const fs::path& whole, const fs::path& copy) {
  const std::string command =
      "dd if='" + whole.string() + "' of='" + copy.string() + "' bs=1M conv=fsync status=none";
  return seconds([&] {
    if (std::system(command.c_str()) != 0) std::fprintf(stderr, "dd failed\n");
  });
}

void show(const char* what, double megabytes, double took) {
  std::printf("%-24s %7.2f s  %7.0f MiB/s\n", what, took, megabytes / took);
}

}  // namespace

int main(int count, char** words) {
  const fs::path folder = count > 1 ? words[1] : "build/bench";
  const std::size_t megabytes = count > 2 ? std::strtoul(words[2], nullptr, 10) : 1024;
  fs::remove_all(folder);
  fs::create_directories(folder / "source");
  make_source(fs::absolute(folder / "source"), folder / "whole", megabytes * 1'048'576 / kFileSize);

  const auto size = static_cast<double>(megabytes);
  const double dd = dd_seconds(folder / "whole", folder / "copy");
  fs::remove(folder / "copy");
  const double hash = seconds([&] { relay::crypto::sha256_file(folder / "whole"); });
  const double sync = sync_seconds(fs::absolute(folder / "source"), folder / "data");
  show("dd with a flush", size, dd);
  show("SHA-256 alone", size, hash);
  show("sync of the files feed", size, sync);
  std::printf(
      "sync is %.0f %% of dd and %.0f %% of SHA-256; aim: 80 %% of the lower, here %.0f %%\n",
      100 * dd / sync, 100 * hash / sync, 100 * std::max(dd, hash) / sync);
  fs::remove_all(folder);
}
