/** Active codes of ISO 4217, national currencies and the funds codes that appear in ledgers; testing and metal codes are left out. */
const CODES =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP ' +
  'COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD ' +
  'JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN ' +
  'NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS ' +
  'TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU XUA YER ZAR ZMW ZWG';

const CURRENCIES: ReadonlySet<string> = new Set(CODES.split(' '));

/** Whether a text is a currency code in use. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** The one currency that has the letters of a text in another order or case: USD for UDS or usd; `undefined` where none or several have. */
export function currencyMeant(text: string): string | undefined {
  const lettersOf = (code: string): string => [...code.toUpperCase()].sort().join('');
  const [only, ...others] = [...CURRENCIES].filter((code) => lettersOf(code) === lettersOf(text));
  return others.length === 0 ? only : undefined;
}
