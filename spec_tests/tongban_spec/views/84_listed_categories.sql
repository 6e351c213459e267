-- 应上尽上所列类别 · the categories whose items must be online: nine of enterprises, five of residents
SELECT category, title_en
FROM (VALUES
    ('企业注册登记', 'registration'), ('年度报告', 'annual report'), ('变更注销', 'change and closure'),
    ('项目投资', 'investment projects'), ('生产经营', 'production and operation'),
    ('商标专利', 'trademarks and patents'), ('资质认定', 'qualifications'),
    ('税费办理', 'taxes and fees'), ('安全生产', 'work safety'), ('教育医疗', 'education and medical care'),
    ('户籍户政', 'household registration'), ('社会保障', 'social security'), ('劳动就业', 'employment'),
    ('住房保障', 'housing')
) AS listed (category, title_en)
