import type { Role } from '../model.ts';
import type { ListKind } from './listKind.ts';

/**
 * What headings and labels are called in languages of which the patterns know little, in the form that `normalize` gives them:
 * whole names, one line a language.
 */
const kindNames: Readonly<Record<ListKind, readonly string[]>> = {
  none: [
    // Turkish
    'hedefler|hedef|ana hedefler|amaç|amaçlar|riskler|notlar|genel bakış|kaynaklar|bağımlılıklar|gereksinimler|ön koşullar|varsayımlar|kapsam dışı|zaman çizelgesi|mimari|teknoloji yığını|dosyalar|sorular|özet|bağlam|mevcut durum|referanslar',
    // Vietnamese
    'rủi ro|tổng quan|tài liệu tham khảo|phụ thuộc|yêu cầu|điều kiện tiên quyết|giả định|ngoài phạm vi|kiến trúc|công nghệ|câu hỏi|lưu ý|bối cảnh|hiện trạng|tóm tắt',
    // Indonesian
    'tujuan|risiko|catatan|ringkasan|referensi|ketergantungan|prasyarat|asumsi|latar belakang|arsitektur|jadwal|persyaratan|sumber daya|gambaran umum|sasaran|pertanyaan|di luar cakupan|konteks',
    // Polish
    'cele|cel|notatki|przegląd|wymagania|poza zakresem|harmonogram|architektura|zasoby|pytania|podsumowanie|kontekst|stan obecny|źródła',
    // Dutch
    'doel|doelstellingen|notities|overzicht|vereisten|buiten scope|architectuur|bronnen|vragen|samenvatting|achtergrond|huidige situatie|randvoorwaarden',
    // Italian
    'obiettivi|obiettivo|rischi|panoramica|riferimenti|dipendenze|requisiti|prerequisiti|ipotesi|fuori ambito|tempistiche|architettura|risorse|regole|domande|riepilogo|contesto|stato attuale|sfondo',
    // Czech and Slovak
    'cíl|ciele|cieľ|přehled|prehľad|požadavky|požiadavky|mimo rozsah|zdroje|otázky|shrnutí|zhrnutie|závislosti',
    // Hungarian
    'célok|cél|kockázatok|megjegyzések|áttekintés|függőségek|követelmények|előfeltételek|kérdések|összefoglaló|ütemterv|architektúra|háttér',
    // Romanian
    'obiective|riscuri|prezentare generală|dependențe|cerințe|resurse|întrebări|rezumat|arhitectură',
    // Swedish, Danish and Norwegian
    'översikt|krav|antaganden|tidplan|tidsplan|arkitektur|resurser|frågor|sammanfattning|bakgrund|noter|overblik|afhængigheder|forudsætninger|ressourcer|spørgsmål|spørsmål|baggrund|risikoer|notater|oversikt|avhengigheter|forutsetninger|ressurser|bakgrunn|sammendrag',
    // Finnish
    'tavoitteet|tavoite|riskit|muistiinpanot|yleiskatsaus|riippuvuudet|vaatimukset|aikataulu|arkkitehtuuri|kysymykset|tausta',
    // Greek
    'στόχοι|στόχος|κίνδυνοι|σημειώσεις|επισκόπηση|εξαρτήσεις|απαιτήσεις|αρχιτεκτονική|ερωτήσεις',
    // Ukrainian
    'цілі|мета|ризики|примітки|огляд|залежності|вимоги|припущення|поза межами|архітектура|ресурси|питання|підсумок|контекст',
    // Arabic and Persian
    'الأهداف|الهدف|المخاطر|ملاحظات|نظرة عامة|المراجع|المتطلبات|الموارد|الأسئلة|الملخص|جهات الاتصال|اهداف|هدف|ریسک ها|یادداشت ها|نمای کلی|وابستگی ها|پیش نیازها|منابع|خلاصه',
    // Chinese, Japanese and Korean
    '资源|資源|规则|規則|优先级速览|速览|一览|ルール|규칙|问题|問題|总结|總結|假设|假設|时间表|時間表|技术架构|技術架構|不在范围内|参考資料|質問|まとめ|スコープ外|スケジュール|アーキテクチャ|범위 외|아키텍처',
    // Spanish and Portuguese
    'cronograma|reglas|regras|recursos|preguntas|referencias|antecedentes|observações|premissas|perguntas|referências',
    // French
    'exigences|règles|ressources|sources',
    // German
    'kontext|regeln|übersicht|anforderungen|ressourcen|fragen|referenzen|quellen',
    // Russian
    'требования|правила|предположения|вне рамок|ресурсы|вопросы|источники',
  ],
  output: [
    // Turkish
    'çıktılar|testler|sonuçlar|teslim edilecekler|doğrulama|tamamlanan çıktılar',
    // Vietnamese and Indonesian
    'kết quả|kiểm thử|đầu ra|hasil|keluaran|pengujian',
    // Polish
    'rezultaty|testy|wyniki|weryfikacja',
    // Dutch and Italian
    'resultaten|opleveringen|testen|verificatie|risultati|verifica',
    // Czech, Hungarian and Romanian
    'výstupy|výsledky|ověření|overenie|eredmények|tesztek|rezultate|livrabile|teste',
    // Swedish, Danish, Norwegian and Finnish
    'leverabler|verifiering|leverancer|resultater|leveranser|tulokset|testit',
    // Ukrainian
    'результати|тести|перевірка',
    // Arabic and Persian
    'المخرجات|النتائج|الاختبارات|خروجی ها|نتایج|تست ها',
  ],
  work: [
    // Turkish
    'görevler|yapılacaklar|adımlar|işler|yapılacak işler',
    // Vietnamese and Indonesian
    'nhiệm vụ|công việc|các bước|việc cần làm|tugas|langkah|langkah-langkah|pekerjaan|daftar tugas',
    // Polish
    'zadania|kroki|prace|do zrobienia',
    // Dutch and Italian
    'taken|stappen|werkzaamheden|te doen|attività|compiti|passi|passaggi|cose da fare|da fare',
    // Czech, Hungarian and Romanian
    'úkoly|úlohy|kroky|práce|feladatok|lépések|teendők|sarcini|pași|activități',
    // Swedish, Danish, Norwegian and Finnish
    'uppgifter|steg|att göra|opgaver|trin|oppgaver|tehtävät|vaiheet',
    // Greek and Ukrainian
    'εργασίες|βήματα|завдання|кроки|задачі|що зробити',
    // Arabic and Persian
    'المهام|الخطوات|وظایف|مراحل|کارها',
  ],
};

const roleNames: Readonly<Record<'gate' | 'metric' | 'future', readonly string[]>> = {
  gate: ['definicja ukończenia|kriteria sukses'],
  metric: [
    'başarı metrikleri|metrikler|metryki|mierniki sukcesu|wskaźniki|meetwaarden|metriche|metriche di successo|indicatori|chỉ số|chỉ số thành công|metrik|metrik keberhasilan|indikator|показники|показатели|indicadores clave|metriken|erfolgsmetriken|métriques|métriques de succès|indicateurs clés',
  ],
  future: [
    'gelecek|gelecek planlar|sonra|fikirler|przyszłość|pomysły|później|na przyszłość|toekomst|ideeën|più avanti|sviluppi futuri|miglioramenti futuri|tương lai|ý tưởng|sau này|masa depan|nanti|framtiden|idéer|senare|fremtid|ideer|senere|budoucnost|nápady|později|майбутнє|ідеї|пізніше|tulevaisuus|ideat|myöhemmin|trabajo futuro|trabalhos futuros|idées|ausblick|в будущем|アイデア|나중에|想法',
  ],
};

let kinds: ReadonlyMap<string, ListKind> | undefined;
let roles: ReadonlyMap<string, Role> | undefined;

/** @param plain brings a name into the form in which they are compared */
export function kindNamed(name: string, plain: (name: string) => string): ListKind | undefined {
  kinds ??= byName(kindNames, plain);
  return kinds.get(name);
}

/** @param name as `normalize` gives it */
export function roleNamed(name: string): Role | undefined {
  roles ??= byName(roleNames, (one) => one);
  return roles.get(name);
}

function byName<T extends string>(
  names: Readonly<Record<T, readonly string[]>>,
  plain: (name: string) => string,
): ReadonlyMap<string, T> {
  const all = Object.entries(names) as [T, readonly string[]][];
  return new Map(
    all.flatMap(([kind, lists]) => lists.flatMap((list) => list.split('|').map((one) => [plain(one), kind]))),
  );
}
