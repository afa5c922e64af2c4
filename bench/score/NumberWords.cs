using System.Globalization;

namespace Batch.Score;

/// <summary>Spells the numbers of English out: <c>17</c>, <c>1859</c> as a year, <c>3rd</c>.</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
         "eighteen nineteen").Split(' ');

    private static readonly string[] Tens = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    private static readonly Dictionary<string, string> Ordinals = new(StringComparer.Ordinal)
    {
        ["one"] = "first",
        ["two"] = "second",
        ["three"] = "third",
        ["five"] = "fifth",
        ["eight"] = "eighth",
        ["nine"] = "ninth",
        ["twelve"] = "twelfth",
    };

    /// <returns>The words of a number, or the word itself.</returns>
    public static IEnumerable<string> Spell(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 9)
        {
            return [word];
        }

        var number = int.Parse(word[..digits], CultureInfo.InvariantCulture);
        return word[digits..] switch
        {
            "" => digits == 4 && number % 1000 >= 100 && number < 2000 ? Year(number) : Cardinal(number),
            "st" or "nd" or "rd" or "th" => Ordinal([.. Cardinal(number)]),
            "s" => [.. Cardinal(number).SkipLast(1), Cardinal(number).Last() + "s"],
            var rest => [.. Cardinal(number), rest],
        };
    }

    private static IEnumerable<string> Year(int year) =>
        year % 100 == 0 ? [.. Cardinal(year / 100), "hundred"] : [.. Cardinal(year / 100), .. Cardinal(year % 100)];

    private static IEnumerable<string> Cardinal(int number) => number switch
    {
        < 20 => [Small[number]],
        < 100 => number % 10 == 0 ? [Tens[number / 10]] : [Tens[number / 10], Small[number % 10]],
        < 1000 => [Small[number / 100], "hundred", .. Rest(number % 100)],
        < 1_000_000 => [.. Cardinal(number / 1000), "thousand", .. Rest(number % 1000)],
        _ => [.. Cardinal(number / 1_000_000), "million", .. Rest(number % 1_000_000)],
    };

    private static IEnumerable<string> Rest(int number) => number == 0 ? [] : Cardinal(number);

    private static IEnumerable<string> Ordinal(string[] cardinal)
    {
        var last = cardinal[^1];
        var ordinal = Ordinals.TryGetValue(last, out var irregular) ? irregular
            : last.EndsWith('y') ? string.Concat(last.AsSpan(0, last.Length - 1), "ieth")
            : last + "th";
        return [.. cardinal.SkipLast(1), ordinal];
    }
}
