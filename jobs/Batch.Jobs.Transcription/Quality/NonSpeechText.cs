using System.Text.RegularExpressions;

namespace Batch.Jobs.Transcription.Quality;

/// <summary>Tells what an engine writes where nobody speaks: <c>[MUSIC PLAYING]</c>, <c>(wind howling)</c>, notes.</summary>
internal static partial class NonSpeechText
{
    public static bool Is(string text) => !text.Any(char.IsLetterOrDigit) || Annotations().IsMatch(text);

    [GeneratedRegex(@"^\s*(?:(?:\[[^\]]*\]?|\([^)]*\)?|\{[^}]*\}?|\*[^*]*\*?|♪[^♪]*♪?|[♪♫\s.…,-]+))+$")]
    private static partial Regex Annotations();
}
