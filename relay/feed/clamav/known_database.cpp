#include "relay/feed/clamav/known_database.h"

#include <utility>

#include "relay/feed/clamav/file_reader.h"
#include "relay/feed/clamav/paths.h"
#include "relay/feed/clamav/sign_file.h"

namespace relay::feed::clamav {
namespace {

const store::File* held(const Visit& visit, const std::string& path) {
  if (!visit.known.newest) return nullptr;
  const store::File* const file = visit.known.newest->find(path);
  return file != nullptr && visit.store.has(file->digest, file->size) ? file : nullptr;
}

}  // namespace

std::optional<KnownDatabase> known_database(const Visit& visit, const std::string& database) {
  const store::File* const file = held(visit, cvd_path(database));
  if (file == nullptr) return std::nullopt;
  KnownDatabase known{.database = *file};
  known.header_bytes = FileReader{visit.store.path_of(file->digest)}.read(0, kHeaderBytes);
  auto header = parse_header(known.header_bytes);
  if (!header) return std::nullopt;
  known.header = *std::move(header);
  const store::File* const sign = held(visit, cvd_sign_path(database, known.header.version));
  if (sign != nullptr) known.sign = *sign;
  return known;
}

std::vector<store::File> known_patches(const Visit& visit, const std::string& database) {
  std::vector<store::File> patches;
  if (!visit.known.newest) return patches;
  for (const auto& file : visit.known.newest->files) {
    const bool ours = cdiff_version(database, file.path).has_value();
    if (ours && visit.store.has(file.digest, file.size)) patches.push_back(file);
  }
  return patches;
}

Vouching known_vouching(const Visit& visit, const crypto::Roots& roots,
                        const std::string& database) {
  const auto known = known_database(visit, database);
  if (!known || !known->sign) return {};
  const auto text = visit.store.read(known->sign->digest, kLargestSign);
  if (!text) return {};
  auto vouching =
      judge_sign_file(*text, visit.store.path_of(known->database.digest), roots, visit.now);
  if (vouching) return *std::move(vouching);
  return {Vouching::Kind::Unchecked, vouching.error().what};
}

}  // namespace relay::feed::clamav
