-- 应上尽上所列类别 · the categories whose items must be online: nine of enterprises, five of residents
SELECT category
FROM (VALUES
    ('企业注册登记'), ('年度报告'), ('变更注销'), ('项目投资'), ('生产经营'), ('商标专利'), ('资质认定'),
    ('税费办理'), ('安全生产'), ('教育医疗'), ('户籍户政'), ('社会保障'), ('劳动就业'), ('住房保障')
) AS listed (category)
