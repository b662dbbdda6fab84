/**
 * What makes a message suspicious. Everything happens on the phone: these functions get a text and
 * say which signs it has, by the ids of `sign` in webapp/law/data/help.toml. None of them ever says
 * that a message is genuine.
 *
 * @typedef {{id: string, quote: string}} Finding  `quote` is the part that gave it away
 */
import { ENDINGS, asItCame, untwisted, usual } from "./plain.js";

const LONGEST_QUOTE = 40; // letters

const HOST = `(?<![a-z0-9@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61})\\.){1,6}(?:${ENDINGS})(?![a-z0-9-])`;
const REST = "(?::\\d{1,5})?(?:[/?#][^\\s가-힣<>\"']{0,200})?";
const ADDRESS = new RegExp(
  [
    `(?<![a-z])[a-z][a-z0-9+.-]{1,11}:\\s?//\\s?[^\\s<>"']{1,200}`,
    `${HOST}${REST}`,
    `[가-힣]{2,20}\\.(?:kr|com|net|org|한국|닷컴)(?![a-z0-9가-힣])${REST}`,
    `(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5}|/)[^\\s가-힣]{0,200}`,
  ].join("|"),
  "g",
);
const SHORTENED = new RegExp(
  "^(?:[a-z]+://)?(?:www\\.)?(?:bit\\.ly|tinyurl\\.com|goo\\.gl|t\\.co|is\\.gd|v\\.gd|t\\.ly|url\\.kr|vo\\.la|me2\\.do|" +
    "han\\.gl|buly\\.kr|zrr\\.kr|c11\\.kr|muz\\.so|abit\\.ly|rb\\.gy|cutt\\.ly|ow\\.ly|shorturl\\.at|reurl\\.kr|" +
    "lrl\\.kr|tiny\\.cc|naver\\.me|kko\\.to|bitly\\.kr|s\\.id|2u\\.pw|zxcv\\.be|a\\.to)(?=[/?:#]|$)",
);
const OFFICIAL = /^(?:[a-z0-9-]+\.)*nhis\.or\.kr$/;
const PUBLIC = /\.go\.kr$|^(?:www\.)?gov\.kr$/;
const MIMICKED = /n-?h-?[i1l!|]-?s|nhic|gov|mohw|hira|건강보험|공단|정부|hwan-?g|geon-?gang|refund/;

const CALL = "전화|연락|문의|상담|통화|콜센터|걸어|회신|답장|call";
const NUMBER = new RegExp(
  "(?<![\\d-])(?:\\+\\d{1,3}[-. ]?\\d[\\d-. ]{6,14}\\d|00[1-9]\\d{0,4}[-. ]?[\\d-. ]{7,14}\\d|" +
    "0\\d{1,3}[-.) ]{0,2}\\d{3,4}[-. ]{0,2}\\d{4}|1[5-9]\\d{2}[-. ]{0,2}\\d{4})(?![\\d-])",
  "g",
);
const SPELT = /(?:공|영)\s?(?:일|1)\s?(?:공|영|0)[\s-]?(?:[공영일이삼사오육칠팔구0-9][\s-]?){7,8}/;
const KNOWN_NUMBERS = ["15771000"];

const SECRET =
  "비밀\\s?번호|비번|패스워드|password|otp|인증\\s?번호|승인\\s?번호|보안\\s?카드|주민\\s?(?:등록\\s?)?번호|주민\\s?번호|카드\\s?번호|" +
  "유효\\s?기간|cvc|cvv|신분증|면허증|공동\\s?인증서|계좌\\s?번호";
const HAND_OVER =
  "입력|알려\\s?(?:주(?!지)|줘)|보내(?!지)|전송|회신|답장|제출|등록|작성|기재|적어|불러|찍어|촬영|필요|첨부|확인";

/**
 * Words that give a sign away; the first part that fits is quoted.
 *
 * @type {[string, RegExp][]}
 */
const WORDS = [
  [
    "app",
    /\.?apk(?![a-z])|(?:앱|어플|애플리케이션|프로그램|파일)[^\n.]{0,12}(?:설치|다운|깔|업데이트|받아|실행)|설치\s?(?:하(?:시|세|여|고|면)|파일|후|해\s?주)|원격\s?(?:제어|지원|조종)|팀\s?뷰어|team\s?viewer|애니\s?데스크|any\s?desk|출처를?\s?알\s?수\s?없는/,
  ],
  ["secret", new RegExp(`(?:${SECRET})[^\\n]{0,25}?(?:${HAND_OVER})|(?:보내|알려)[^\\n]{0,15}(?:${SECRET})`)],
  [
    "fee",
    /(?:수수료|보증금|예치금|공탁금|인지대|착수금|선\s?입금|예치)[^\n]{0,20}(?:입금|송금|납부|보내|내(?:셔|야|시)|필요|먼저|발생)|(?:먼저|우선|선)\s?(?:입금|송금|납부)|세금[^\n]{0,12}(?:먼저|입금|송금|이체)|(?:입금|송금|이체)\s?(?:하셔야|해야|하시면|해\s?주시면|후에?|확인\s?후)/,
  ],
  [
    "hurry",
    /(?:오늘|금일|내일|당일|자정)\s?(?:까지|중으?로?|안에|내로?|마감|자정)|즉시|지금\s?(?:바로|당장|신청)|바로\s?(?:확인|신청|클릭|접속)|긴급|급히|마감|소멸|만료|임박|기한\s?(?:내|안|경과|만료|이\s?지나)|\d{1,3}\s?(?:시간|분|일)\s?(?:이?내|안에|남)|서둘|선착순|불이익|압류|취소\s?(?:됩니다|처리|될)|정지\s?(?:됩니다|예정|될)/,
  ],
  [
    "chat",
    /(?:카카오톡|카톡|오픈\s?채팅|오픈\s?톡|텔레그램|(?<!온)라인|위챗|왓츠앱|telegram|whatsapp|kakao\s?talk)[^\n]{0,20}(?:추가|문의|상담|연락|보내|친구|입장|채널|아이디|id)|친구\s?(?:추가|등록)|톡\s?(?:아이디|id|추가|주세요|줘)/,
  ],
  ["foreign", /(?:국제|국외|해외)\s?발신/],
  [
    "family",
    /(?:엄마|아빠|어머니|아버지|할머니|할아버지|mom)[^\n]{0,30}(?:폰|휴대폰|핸드폰|전화기|액정|유심)[^\n]{0,20}(?:고장|깨|수리|망가|떨어|맡|안\s?돼|안돼)|(?:폰|휴대폰|핸드폰|액정)[^\n]{0,15}(?:고장|깨졌|깨져|수리)[^\n]{0,30}(?:임시|번호|문자|톡)/,
  ],
];
const WEB = /web\s?발신|웹\s?발신/;

/**
 * The signs of a message, the gravest first, each at most once; `web` is no sign.
 *
 * @param {string} text
 * @returns {{findings: Finding[], web: boolean}}
 */
export function look(text) {
  const [plain, clear] = [usual(text), untwisted(text)];
  const findings = [...addresses(asItCame(text), clear), ...words(plain, clear), ...numbers(plain)];
  return { findings: inOrder(findings), web: WEB.test(plain) };
}

export const SIGNS = [
  ...["address", "twisted", "short", "lookalike"],
  ...["app", "secret", "fee", "hurry", "call", "chat", "foreign", "family"],
];

/** @param {Finding[]} findings */
function inOrder(findings) {
  return SIGNS.flatMap((id) => findings.find((each) => each.id === id) ?? []);
}

/** @param {string} raw @param {string} clear @returns {Finding[]} */
function addresses(raw, clear) {
  /** @type {string[][]} */
  const [open, found] = [raw.match(ADDRESS) ?? [], clear.match(ADDRESS) ?? []];
  if (!found.length && !open.length) return [];
  const all = [...new Set([...found, ...open])];
  const hidden = found.find((each) => !open.includes(each) && !open.some((one) => one.startsWith(each)));
  const short = all.find((each) => SHORTENED.test(each));
  const alike = all.find(mimics);
  return [
    finding("address", all[0]),
    ...(hidden ? [finding("twisted", hidden)] : []),
    ...(short ? [finding("short", short)] : []),
    ...(alike ? [finding("lookalike", alike)] : []),
  ];
}

/** Whether an address wears the name of an office that it is not. @param {string} address */
function mimics(address) {
  const [host] = address.replace(/^[a-z][a-z0-9+.-]*:\s?\/\/\s?/, "").split(/[/?#:]/);
  return MIMICKED.test(host) && !OFFICIAL.test(host) && !PUBLIC.test(host);
}

/** @param {string} plain @param {string} clear @returns {Finding[]} */
function words(plain, clear) {
  return WORDS.flatMap(([id, rule]) => {
    const [found] = plain.match(rule) ?? clear.match(rule) ?? [];
    return found ? [finding(id, found)] : [];
  });
}

/** @param {string} plain @returns {Finding[]} */
function numbers(plain) {
  if (!new RegExp(CALL).test(plain)) return [];
  const odd = (plain.match(NUMBER) ?? []).find((each) => !KNOWN_NUMBERS.includes(each.replace(/\D/g, "")));
  const found = odd ?? plain.match(SPELT)?.[0];
  return found ? [finding("call", found)] : [];
}

/** @param {string} id @param {string} part @returns {Finding} */
function finding(id, part) {
  return { id, quote: harmless(part) };
}

/** Nothing that a phone would make into a link or dial: dots are spelt, and it is short. @param {string} part */
export function harmless(part) {
  const flat = part.replace(/\s+/g, " ").trim();
  const short = [...flat].slice(0, LONGEST_QUOTE).join("") + ([...flat].length > LONGEST_QUOTE ? "…" : "");
  return short.replaceAll("://", " ").replaceAll(".", " 점 ").replace(/\s+/g, " ").trim();
}
