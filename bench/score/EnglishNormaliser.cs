using System.Text.RegularExpressions;

namespace Batch.Score;

/// <summary>
/// Folds what two right transcripts may write differently: case, punctuation, hyphens, titles, contractions of spelling and numbers.
/// </summary>
internal static partial class EnglishNormaliser
{
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["mr"] = "mister",
        ["mrs"] = "missus",
        ["dr"] = "doctor",
        ["st"] = "saint",
        ["prof"] = "professor",
        ["capt"] = "captain",
        ["col"] = "colonel",
        ["gen"] = "general",
        ["ok"] = "okay",
        ["etc"] = "et cetera",
        ["everyone"] = "every one",
        ["anyone"] = "any one",
        ["someone"] = "some one",
        ["cannot"] = "can not",
        ["forever"] = "for ever",
        ["today"] = "to day",
        ["tomorrow"] = "to morrow",
        ["tonight"] = "to night",
        ["colour"] = "color",
        ["honour"] = "honor",
        ["favour"] = "favor",
        ["favourite"] = "favorite",
        ["neighbour"] = "neighbor",
        ["labour"] = "labor",
        ["grey"] = "gray",
        ["realise"] = "realize",
        ["recognise"] = "recognize",
        ["theatre"] = "theater",
        ["centre"] = "center",
        ["towards"] = "toward",
    };

    /// <returns>Words in one spelling, numbers as words.</returns>
    public static string[] Words(string text)
    {
        var plain = text.ToLowerInvariant().Replace('’', '\'');
        plain = Annotation().Replace(plain, " ");
        plain = ThousandsComma().Replace(plain, "");
        plain = plain.Replace("%", " percent ", StringComparison.Ordinal).Replace("&", " and ", StringComparison.Ordinal);
        plain = Apostrophe().Replace(plain, "");
        return
        [
            .. NotWord().Replace(plain, " ")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(NumberWords.Spell)
                .SelectMany(word => Same.GetValueOrDefault(word, word).Split(' ')),
        ];
    }

    [GeneratedRegex(@"\[[^\]]*\]|\([^)]*\)")]
    private static partial Regex Annotation();

    [GeneratedRegex(@"(?<=\d),(?=\d{3})")]
    private static partial Regex ThousandsComma();

    [GeneratedRegex(@"'")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NotWord();
}
