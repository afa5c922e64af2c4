namespace Batch.Worker.Models;

/// <summary>
/// The models that Batch knows, with the sizes and SHA-256 of whisper.cpp's files at Hugging Face (ggerganov/whisper.cpp,
/// unchanged since revision 5359861c). A model without a known hash is not in it.
/// </summary>
public static class ModelCatalogue
{
    public static IReadOnlyList<CatalogueModel> All { get; } =
    [
        new("tiny", 77_691_713, "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21") { QuantisedName = "tiny-q5_1" },
        new("tiny-q5_1", 32_152_673, "818710568da3ca15689e31a743197b520007872ff9576237bda97bd1b469c3d7"),
        new("tiny.en", 77_704_715, "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f") { QuantisedName = "tiny.en-q5_1" },
        new("tiny.en-q5_1", 32_166_155, "c77c5766f1cef09b6b7d47f21b546cbddd4157886b3b5d6d4f709e91e66c7c2b")
        {
            AlsoAccepted = ["1d2bc6d7416a4db8141a488e25647ed5a97125ce0742e82f348da0be144c4b14"],
        },
        new("base", 147_951_465, "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe") { QuantisedName = "base-q5_1" },
        new("base-q5_1", 59_707_625, "422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898")
        {
            AlsoAccepted = ["0062588237dec111a636b03975751a919dcfa29331309a5955a66f674dcb2cf0"],
        },
        new("small", 487_601_967, "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b") { QuantisedName = "small-q5_1" },
        new("small-q5_1", 190_085_487, "ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb"),
        new("medium", 1_533_763_059, "6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208") { QuantisedName = "medium-q5_0" },
        new("medium-q5_0", 539_212_467, "19fea4b380c3a618ec4723c3eef2eb785ffba0d0538cf43f8f235e7b3b34220f"),
        new("large-v3", 3_095_033_483, "64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2") { QuantisedName = "large-v3-q5_0" },
        new("large-v3-q5_0", 1_081_140_203, "d75795ecff3f83b5faa89d1900604ad8c780abd5739fae406de19f23ecd98ad1"),
        new("large-v3-turbo", 1_624_555_275, "1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69")
        {
            QuantisedName = "large-v3-turbo-q5_0",
        },
        new("large-v3-turbo-q5_0", 574_041_195, "394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2"),
    ];

    public static CatalogueModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
