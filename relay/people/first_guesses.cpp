#include "relay/people/first_guesses.h"

#include <string>

namespace relay::people {
namespace {

// Written for this relay: rows of keys, seasons, what products come with. Between spaces.
constexpr std::string_view kCommon =
    " "
    "!qaz2wsx 01234567 0123456789 10203040 11223344 1122334455 112233445566 123123123 "
    "123321123 12341234 1234554321 12345678 123456789 1234567890 123456789a 1234567a 1234abcd "
    "135792468 147147147 147258369 1472583690 159357159 159753159753 19901990 1a2b3c4d "
    "1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz!qaz 1qaz2wsx 1qaz2wsx3edc 20202020 20242024 "
    "20252025 20262026 246813579 258258258 27182818 31415926 3141592653 66666666a 741852963 "
    "789456123 789456123a 87654321 88888888a 963852741 987654321 9876543210 a1234567 "
    "a123456789 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 aabbccdd abc12345 abc123456 abcabcabc "
    "abcd1234 abcdefg1 abcdefgh abcdefghi abcdefghij access14 admin123 admin123! admin1234 "
    "admin12345 admin2024 admin2025 admin2026 admin@123 adminadmin administrator antivirus "
    "arsenal1 asdf1234 asdfasdf asdfghjk asdfghjkl asshole1 autumn2024 autumn2025 autumn2026 "
    "azertyuiop barcelona baseball baseball1 basketball batman123 bienvenue biteme123 blink182 "
    "butterfly change-me change_me changeit changeme changeme1 changeme123 changethis charlie1 "
    "charlie123 cheese123 chelsea1 chocolate clamav123 computer computer1 contraseña "
    "correct horse battery staple correcthorsebatterystaple corvette database december "
    "default1 default123 defaultpassword dragon12 dragon123 elephant facebook facebook1 "
    "ferrari1 firewall football football1 freedom1 fuckyou1 fuckyou123 gfhjkmgfhjkm "
    "goodmorning google123 guest123 guestguest harley123 hasloha123 hello123 hello1234 "
    "hellohello helloworld hunter22 hunter2hunter2 iloveu123 iloveyou iloveyou! iloveyou1 "
    "iloveyou2 instagram internet internet1 january1 jennifer jessica1 juventus kennwort "
    "killer123 letitbe1 letmein! letmein1 letmein123 letmeinnow linkedin liverpool liverpool1 "
    "lkjhgfdsa losenord lösenord macintosh manager1 manager123 manchester master12 master123 "
    "maverick mercedes michael1 michelle microsoft midnight monkey12 monkey123 motdepasse "
    "mustang1 mypassword mysecret network1 november opensesame opensesame1 operator operator1 "
    "p@55w0rd p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword pa$$w0rd pa$$word pa55word parola123 "
    "passw0rd passw0rd! password password! password1 password1! password12 password123 "
    "password123! password1234 passwort passwort1 passwort123 pleasechange poiuytrewq pokemon1 "
    "pokemon123 porsche1 princess princess1 private1 q1w2e3r4 q1w2e3r4t5 qazwsxedc qwer1234 "
    "qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyui qwertyuiop qwertz123 qwertzui "
    "qwertzuiop root1234 rootroot salasana salasana1 salasana123 samsung1 samsung123 secret12 "
    "secret123 secretsecret security security1 security123 server123 shadow123 sluice123 "
    "sluice1234 sluicesluice spring2024 spring2025 spring2026 starwars starwars1 summer2023 "
    "summer2024 summer2025 summer2026 sunshine sunshine1 superman superman1 superuser "
    "supervisor swordfish sysadmin sysadmin1 temp1234 temporary temppass tervetuloa test1234 "
    "test12345 test123456 testing1 testing123 testpassword testtest thepassword toor1234 "
    "topsecret trustno1 trustno1! updates123 user1234 username w3lcome1 wachtwoord welcome! "
    "welcome1 welcome1! welcome12 welcome123 whatever whatever1 willkommen windows1 windows10 "
    "windows11 winter2023 winter2024 winter2025 winter2026 zaq12wsx zaq1zaq1 zxcvbnm, zxcvbnm1 "
    "zz123456 ";

}  // namespace

bool is_first_guess(std::string_view lowered) {
  return kCommon.find(" " + std::string{lowered} + " ") != std::string_view::npos;
}

}  // namespace relay::people
