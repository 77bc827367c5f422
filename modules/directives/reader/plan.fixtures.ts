/** A provincial plan of 15 August 2021 whose paragraphs behind the opening are `body`. */
export const planOf = (body: string, title = 'Triển khai các biện pháp phòng, chống dịch COVID-19'): string =>
  `ỦY BAN NHÂN DÂN\nTỈNH HÀ MẪU\nSố: 210/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Mẫu, ngày 15 tháng 8 năm 2021\n\nKẾ HOẠCH\n${title}\n\nỦy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, UBND các huyện, thành phố thực hiện các nội dung sau:\n\n${body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n`
