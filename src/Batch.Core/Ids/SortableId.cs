using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Batch.Core.Ids;

/// <summary>
/// The form that all ids share: <c>prefix_</c> and 128 bits (48 of time, 74 random: RFC 9562, version 7) in Crockford's
/// base 32, lower case. As text they sort by the millisecond in which they were made.
/// </summary>
public static class SortableId
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;
    private static readonly SearchValues<char> DigitSet = SearchValues.Create(Digits);

    public static TId New<TId>(DateTimeOffset now)
        where TId : struct, IEntityId<TId>
    {
        var bits = new UInt128(0, 0);
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
        }

        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            text[i] = Digits[(int)(bits & 31)];
            bits >>= 5;
        }

        return TId.FromValid($"{TId.Prefix}_{text}");
    }

    /// <summary>Reads an id; false for anything that is not exactly one of this kind.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id)
        where TId : struct, IEntityId<TId>
    {
        id = default;
        if (text is null
            || text.Length != TId.Prefix.Length + 1 + Length
            || !text.StartsWith(TId.Prefix, StringComparison.Ordinal)
            || text[TId.Prefix.Length] != '_'
            || text.AsSpan(TId.Prefix.Length + 1).ContainsAnyExcept(DigitSet))
        {
            return false;
        }

        id = TId.FromValid(text);
        return true;
    }

    /// <exception cref="FormatException">The text is not an id of this kind.</exception>
    public static TId Parse<TId>(string text)
        where TId : struct, IEntityId<TId> =>
        TryParse<TId>(text, out var id) ? id : throw new FormatException($"'{text}' is not an id that starts with '{TId.Prefix}_'.");
}
