using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Batch.Core.Items;

namespace Batch.Coordinator.Enumeration;

/// <summary>Names are keys, and a key of PostgreSQL has at most 2,704 bytes: what is longer fails alone, not with all that is listed beside it.</summary>
internal static class NameLimit
{
    /// <summary>In UTF-8, for a path, and for the name of an item together with its output folder: job, extension and overhead need the rest.</summary>
    internal const int MostBytes = 2_500;

    private const int ShownCharacters = 200;

    /// <returns>As it was listed, or what goes on record instead.</returns>
    public static ListedName Apply(ListedName listed, string outputFolder)
    {
        var source = listed.Source;
        var bytes = Math.Max(Bytes(source.Path), Bytes(outputFolder) + Bytes(source.Name));
        if (bytes <= MostBytes)
        {
            return listed;
        }

        var shown = Shortened(source.Name);
        return listed with
        {
            Source = source with { Name = shown, StemKey = shown.ToLowerInvariant() },
            Failure = new ItemFailure(
                "name_too_long",
                string.Create(CultureInfo.InvariantCulture, $"{shown} has a path of {bytes} bytes, more than {MostBytes}."),
                "Move it to a folder less deep, or name one below as a source of its own, and submit the job again."),
            Skipped = false,
        };
    }

    // Two long names that begin alike stay two.
    private static string Shortened(string name)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];
        var cut = Math.Min(ShownCharacters, name.Length);
        return $"{name[..(char.IsHighSurrogate(name[cut - 1]) ? cut - 1 : cut)]}… ({hash})";
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
