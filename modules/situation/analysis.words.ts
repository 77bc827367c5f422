import type { Words } from '@phaodai/kernel/words.ts'

/** What always stands beside a method: how it is made, where it is published, when not to believe it (docs/epi.md at length). */
export interface MethodWords {
  counted: Words
  method: Words
  sources: string[]
  notWhen: Words[]
}
const say = (vi: string, en: string): Words => ({ vi, en })

export const methods = {
  curve: {
    counted: say('ca bệnh có ngày này', 'cases with this day'),
    method: say(
      'Mỗi người đếm một lần, theo lần xác định ca đầu tiên còn hiệu lực; ngày không có ca là 0, không bỏ trống.',
      'Each person once, by the first standing confirmation; a day without a case is 0, never left out.',
    ),
    sources: ['ISO 8601-1:2019', 'CDC, MMWR Week Fact Sheet'],
    notWhen: [
      say(
        'Cột đầu và cột cuối chưa đủ ngày là số tối thiểu.',
        'The first and last bar, where not all days are in, are lower bounds.',
      ),
      say(
        'Ngày công bố không phải ngày nhiễm: một đợt xét nghiệm lớn trông như một đợt lây.',
        'The day of report is not the day of infection: a mass screening looks like a wave.',
      ),
    ],
  },
  growth: {
    counted: say('ca bệnh trong cửa sổ', 'cases in the window'),
    method: say(
      'Hồi quy Poisson của số ca theo ngày; khoảng 95 % có tính độ phân tán (quasi-Poisson). R từ tốc độ tăng giả định khoảng thế hệ phân bố gamma.',
      'Poisson regression of cases on the day; 95 % limits widened by the dispersion (quasi-Poisson). R from growth takes a gamma serial interval.',
    ),
    sources: ['McCullagh & Nelder 1989, doi:10.1007/978-1-4899-3242-6', 'Wallinga & Lipsitch 2007, doi:10.1098/rspb.2006.3754'],
    notWhen: [
      say(
        'Xu hướng đổi chiều trong cửa sổ (phong tỏa ở giữa) bị lấy trung bình: hãy nhìn đường cong.',
        'A bend within the window (a lockdown in its middle) is averaged away: look at the curve.',
      ),
      say(
        'Báo cáo dồn, cuối tuần, hoặc nhiều ổ dịch trong một chuỗi: khoảng vẫn còn quá hẹp.',
        'Bursts of reporting, weekends or several outbreaks in one series: the limits are still too narrow.',
      ),
      say(
        'Những ngày cuối chưa đủ báo cáo cho thấy một sự giảm không có thật.',
        'Last days that lack reports show a fall that is not there.',
      ),
    ],
  },
  rt: {
    counted: say('ca bệnh trong chuỗi', 'cases in the series'),
    method: say(
      'Số người trung bình một ca lây nếu tình hình giữ như trong cửa sổ. Ca nhập cảnh lây cho người khác nhưng không được tính là bị lây tại đây; ca chưa rõ nơi phát hiện tính là tại chỗ.',
      'How many people a case infects on average if things stay as in the window. Imported cases infect but were not infected here; cases of unknown origin count as local.',
    ),
    sources: ['Cori et al. 2013, doi:10.1093/aje/kwt133', 'Thompson et al. 2019, doi:10.1016/j.epidem.2019.100356'],
    notWhen: [
      say(
        'Tính theo khởi phát: những ngày cuối chưa đủ báo cáo; R ở đó cộng cả phần ước tính chưa báo cáo, sai nếu độ trễ đổi. Tính theo công bố: đó là R của mấy ngày trước, bị nhòe bởi độ trễ.',
        'By onset: the last days lack reports; R there counts the estimate of those to come, and errs where delays change. By report: it is R of some days ago, smeared by the delay.',
      ),
      say(
        'Đổi cách xét nghiệm, công bố dồn, xét nghiệm diện rộng trông như lây lan.',
        'A change in testing, a backlog published at once or a mass screening looks like transmission.',
      ),
      say(
        'Khoảng thế hệ sai làm R xa 1 hơn hoặc gần 1 hơn, nhưng không đổi phía.',
        'A wrong serial interval moves R away from or towards 1, not across it.',
      ),
      say(
        'Dưới 11 ca trong cửa sổ, con số chủ yếu là giả định ban đầu (trung bình 5).',
        'Below 11 cases in the window the figure is largely the prior (mean 5).',
      ),
      say(
        'Khoảng chỉ gồm sai số ngẫu nhiên; siêu lây nhiễm và bỏ sót ca làm sự thật rộng hơn. R của cả tỉnh là R của ổ lớn nhất.',
        'The interval knows chance alone; super-spreading and missed cases make the truth wider. R of a province is R of its largest outbreak.',
      ),
    ],
  },
  nowcast: {
    counted: say('ca bệnh có đủ hai ngày', 'cases with both days'),
    method: say(
      'Bao nhiêu ca của những ngày cuối sẽ có khi báo cáo muộn đã về, theo độ trễ đã ghi (bậc thang chuỗi); khoảng rộng bằng mức sai của những lần ước tính trước.',
      'How many cases the last days will have once late reports are in, from recorded delays (chain ladder); intervals as wide as past nowcasts were wrong.',
    ),
    sources: ['Johnson et al. 2025, Wellcome Open Res 10:614', 'Lawless 1994, doi:10.2307/3315826'],
    notWhen: [
      say(
        'Có cảnh báo độ trễ thay đổi: dùng số đã báo cáo và nói rõ là chưa đủ.',
        'With the warning of shifting delays: use the raw count and say that it is incomplete.',
      ),
      say(
        'Một hai ngày mới nhất khi ít ca được báo ngay: cả ước tính dựa vào một số nhỏ.',
        'The newest day or two where few cases are reported at once: all hangs on one small number.',
      ),
      say(
        'Công bố dồn, nghỉ lễ, phòng xét nghiệm mới mở. Ca không bao giờ được báo cáo vẫn không thấy.',
        'A backlog, a holiday, a new laboratory. Cases never reported stay unseen.',
      ),
    ],
  },
  forecast: {
    counted: say('ca bệnh trong 28 ngày cuối', 'cases in the last 28 days'),
    method: say(
      'Xu hướng tắt dần của logarit số ca theo ngày công bố, trung bình với “như tuần trước”; độ rộng theo sai số của chính chuỗi này và của các tỉnh Việt Nam năm 2021.',
      'Damped trend of the logarithm of cases by day of report, averaged with “as last week”; spread from this series’ own errors and from Vietnamese provinces of 2021.',
    ),
    sources: ['Gardner & McKenzie 1985, doi:10.1287/mnsc.31.10.1237', 'Ray et al. 2023, doi:10.1016/j.ijforecast.2022.06.005'],
    notWhen: [
      say(
        'Ở chỗ ngoặt: không phương pháp nào thấy trước phong tỏa, xét nghiệm diện rộng hay biến chủng mới; dự báo theo sau 3–5 ngày.',
        'At a turn: no method foresees a lockdown, a mass screening or a new variant; the forecast follows after 3–5 days.',
      ),
      say('Dưới 20 ca trong 28 ngày: chưa được kiểm tra.', 'Under 20 cases in 28 days: untested.'),
      say(
        'Khoảng 95 % bị vượt khoảng một trong 14 lần ở tuần thứ hai, nhất là khi ổ dịch tăng gấp mười trong một tuần.',
        'The 95 % interval is missed one time in 14 in the second week, mostly when an outbreak jumps tenfold in a week.',
      ),
      say('Dự báo của tỉnh không bằng tổng dự báo các huyện.', 'A province’s forecast is not the sum of its districts’.'),
    ],
  },
  aberration: {
    counted: say('ca bệnh trong 28 ngày cuối', 'cases in the last 28 days'),
    method: say(
      'Số ca mỗi ngày của từng xã so với trung bình và độ lệch chuẩn của 7 ngày nền: C1 liền trước, C2 cách 2 ngày, C3 cộng ba ngày. Farrington so từng tuần với cùng mùa các năm trước.',
      'Cases a day of each commune against mean and sd of 7 baseline days: C1 just before, C2 two days earlier, C3 three days together. Farrington compares weeks with the same season of earlier years.',
    ),
    sources: [
      'Hutwagner et al. 2003, doi:10.1007/PL00022319',
      'Fricker et al. 2008, doi:10.1002/sim.3197',
      'Noufaily et al. 2013, doi:10.1002/sim.5595',
    ],
    notWhen: [
      say(
        'Là lời nhắc đi xem, không phải chứng cứ: nhiều xã mỗi ngày thì có báo động do ngẫu nhiên.',
        'It is a prompt to look, not evidence: with many communes a day some alarms are chance.',
      ),
      say(
        'Khi dịch đang tăng đều, nền cũng tăng và báo động tắt dù ca vẫn nhiều.',
        'While an outbreak grows steadily the baseline grows too, and alarms stop though cases are many.',
      ),
      say('Sau một tuần không có ca, một hai ca đã là báo động.', 'After a week of none, a case or two is an alarm.'),
    ],
  },
  offspring: {
    counted: say('ca bệnh, kể cả ca không lây cho ai', 'cases, with those who infected nobody'),
    method: say(
      'Số người mỗi ca lây, theo chuỗi lây đã ghi (người truy vết hoặc danh sách) và suy ra từ tiếp xúc; phân bố nhị thức âm, hợp lý cực đại.',
      'People infected by each case, by the chain as stated (tracers, lists) and as derived from contacts; negative binomial, maximum likelihood.',
    ),
    sources: ['Lloyd-Smith et al. 2005, doi:10.1038/nature04153', 'Nagraj et al. 2018, doi:10.12688/f1000research.14492.2'],
    notWhen: [
      say(
        'R ở đây là số tối thiểu: ca chưa rõ nguồn lây không được tính cho ai.',
        'R here is a lower bound: cases without a traced infector count for nobody.',
      ),
      say(
        'k quá nhỏ nếu chỉ truy vết kỹ một số ca. Dưới khoảng 50 ca, k gần như không biết.',
        'k comes out too small where tracing followed some cases and not others. Below some 50 cases k is hardly known.',
      ),
      say(
        'Ca mới chưa kịp lây cho ai được báo cáo; đường suy ra từ tiếp xúc không phải bằng chứng lây.',
        'Recent cases have not had time; a link derived from a contact is no proof of infection.',
      ),
      say(
        'Khoảng thế hệ từ chuỗi bị ngắn khi dịch đang tăng; dưới 30 cặp, độ lệch chuẩn ít ý nghĩa.',
        'The serial interval of the chain is short while the outbreak grows; under 30 pairs the sd says little.',
      ),
    ],
  },
  clusters: {
    counted: say('ca bệnh có vị trí trong khoảng ngày', 'cases with a place, in the span of days'),
    method: say(
      'Quét hoán vị không gian – thời gian: nơi và ngày có nhiều ca hơn mức mà riêng nơi và riêng ngày cho thấy. Vị trí là tâm hình của đơn vị (ranh giới minh họa).',
      'Space-time permutation scan: places and days with more cases than place and day apart would lead to expect. Positions are centres of the units’ outlines (illustrative).',
    ),
    sources: ['Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059', 'Abrams et al. 2010, doi:10.1186/1476-072X-9-61'],
    notWhen: [
      say(
        'Một nơi hay một ngày xét nghiệm dồn tạo ra cụm giả: hãy xem số mẫu.',
        'A place or a day of mass testing makes a false cluster: look at the samples.',
      ),
      say(
        'Dịch tăng khắp nơi cùng lúc không hiện thành cụm. Cụm nhỏ hơn đơn vị hành chính không thấy được.',
        'A rise everywhere at once is no cluster. What is smaller than a unit cannot be seen.',
      ),
      say(
        'Xem mỗi ngày thì p < 0,05 xuất hiện 20 ngày một lần do ngẫu nhiên.',
        'Looked at daily, p < 0.05 comes by chance once in 20 days.',
      ),
    ],
  },
} as const satisfies Record<string, MethodWords>
