using System.Globalization;

namespace Batch.Jobs.Transcription.Speech;

/// <summary>How many words a text holds, also where its script writes no spaces.</summary>
internal static class WordCount
{
    /// <summary>Two characters of a script without spaces are about as long as a word.</summary>
    private const double WordsPerIdeograph = 0.5;

    public static double Of(string text)
    {
        var spaced = 0;
        var ideographs = 0;
        var inWord = false;
        foreach (var character in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.OtherLetter)
            {
                ideographs++;
                inWord = false;
            }
            else if (char.IsLetterOrDigit(character))
            {
                spaced += inWord ? 0 : 1;
                inWord = true;
            }
            else if (character is not ('\'' or '’' or '-'))
            {
                inWord = false;
            }
        }

        return spaced + (ideographs * WordsPerIdeograph);
    }
}
