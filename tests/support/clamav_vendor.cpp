#include "tests/support/clamav_vendor.h"

#include <algorithm>
#include <span>

#include "relay/crypto/md5.h"
#include "relay/crypto/sha256.h"
#include "tests/support/clamav_keys.h"
#include "tests/support/clamav_signing.h"

namespace tests {
namespace {

using relay::crypto::RsaPublicKey;

std::string header(const ClamavVendor::Stamp& stamp, const std::string& md5,
                   const std::string& signature) {
  std::string built = policy::rfc3339(stamp.stime);
  std::ranges::replace(built, ':', '-');
  return "ClamAV-VDB:" + built + ":" + std::to_string(stamp.version) + ":1:90:" + md5 + ":" +
         signature + ":tests:" + std::to_string(policy::unix_seconds(stamp.stime));
}

}  // namespace

relay::feed::clamav::Keys ClamavVendor::keys() const {
  const auto pss = *RsaPublicKey::parse(clamav_keys::kPssModulus, clamav_keys::kExponent);
  return {.name = "the tests' keys",
          .header = *RsaPublicKey::parse(clamav_keys::kHeaderModulus, clamav_keys::kExponent),
          .contents = pss,
          .cdiff = pss};
}

relay::crypto::Roots ClamavVendor::root() const {
  return *relay::crypto::Roots::parse(clamav_keys::kRoot);
}

std::string ClamavVendor::cvd(const std::string& name, std::uint64_t version,
                              policy::Instant stime) const {
  const Stamp stamp{.name = name, .version = version, .stime = stime};
  return cvd_of(stamp, members(stamp));
}

std::string ClamavVendor::cdiff(const std::string& name, std::uint64_t version) const {
  const std::string script = "OPEN " + name + ".ndb\nADD Sluice.Test." + std::to_string(version) +
                             ":0:*:736c75696365\nCLOSE\n";
  const std::string body = "ClamAV-Diff:" + std::to_string(version) + ":" +
                           std::to_string(script.size()) + ":" + gzip(script);
  return body + ":" + legacy_text(sign_pss(body));
}

std::string ClamavVendor::sign(const std::string& file) const {
  return sign_file(file);
}

Members ClamavVendor::members(const Stamp& stamp) const {
  const Members listed{{stamp.name + ".ndb",
                        "Sluice.Test." + std::to_string(stamp.version) + ":0:*:736c75696365\n"}};
  Members all{{"COPYING", "made by tests\n"}, {stamp.name + ".info", contents(stamp, listed)}};
  all.insert(all.end(), listed.begin(), listed.end());
  return all;
}

std::string ClamavVendor::contents(const Stamp& stamp, const Members& listed) const {
  std::string text = header(stamp, "X", "X") + "\n";
  for (const auto& [name, bytes] : listed) {
    text +=
        name + ":" + std::to_string(bytes.size()) + ":" + relay::crypto::sha256(bytes).hex() + "\n";
  }
  return text + "DSIG:" + legacy_text(sign_pss(text)) + "\n";
}

std::string ClamavVendor::cvd_of(const Stamp& stamp, const Members& members) const {
  return cvd_around(stamp, tar_gz(members));
}

std::string ClamavVendor::cvd_around(const Stamp& stamp, const std::string& archive) const {
  relay::crypto::Md5 hash;
  hash.add(std::as_bytes(std::span{archive}));
  const auto md5 = hash.finish();
  const std::string raw(reinterpret_cast<const char*>(md5.data()), md5.size());
  std::string text = header(stamp, relay::crypto::hex_of(md5), legacy_text(sign_header(raw)));
  text.resize(512, ' ');
  return text + archive;
}

}  // namespace tests
