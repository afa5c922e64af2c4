using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Quality;

/// <summary>Finds the loops into which a decoder falls: the same words again and again.</summary>
internal static class RepetitionCheck
{
    private const int LongestPhrase = 8;

    /// <summary>People do say a word four times, and a phrase three times.</summary>
    private const int RepeatedWord = 6;

    private const int RepeatedPhrase = 4;

    public static bool IsLoop(string text)
    {
        var words = WordTimes.Split(text.ToLowerInvariant());
        for (var length = 1; length <= LongestPhrase; length++)
        {
            var wanted = length == 1 ? RepeatedWord : RepeatedPhrase;
            var equal = 0;
            for (var at = length; at < words.Length; at++)
            {
                equal = words[at] == words[at - length] ? equal + 1 : 0;
                if (equal >= length * (wanted - 1))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
