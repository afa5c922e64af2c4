using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Batch.Simulation.Tests.Time;

namespace Batch.Simulation.Tests.Tracing;

/// <summary>
/// What happened last. Ids are random, so they get names in the order in which they appear: the same seed gives the same
/// trace to the letter.
/// </summary>
internal sealed partial class Trace(VirtualTime time)
{
    private const int Kept = 150;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly string?[] _lines = new string?[Kept];
    private ulong _hash = 14695981039346656037;
    private long _count;

    /// <summary>Of every line so far: two runs with the same one are the same run.</summary>
    public ulong Hash => _hash;

    /// <summary>The name of an id, such as <c>attempt 12</c>.</summary>
    public string Of(object id)
    {
        var text = id.ToString()!;
        if (!_names.TryGetValue(text, out var name))
        {
            var kind = text.Split('_')[0];
            var number = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            _names[text] = name = $"{kind} {number}";
        }

        return name;
    }

    /// <summary>A text with names in the place of ids.</summary>
    public string Named(string text) => Ids().Replace(text, id => Of(id.Value));

    public void Add(string who, [InterpolatedStringHandlerArgument("")] ref Line line)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{time.Now.TotalSeconds,10:F3} {who,-14} {line.Text}");
        foreach (var c in text)
        {
            _hash = (_hash ^ c) * 1099511628211;
        }

        _lines[_count++ % Kept] = text;
    }

    public string Last()
    {
        var lines = new StringBuilder();
        for (var i = Math.Max(0, _count - Kept); i < _count; i++)
        {
            lines.AppendLine(_lines[i % Kept]);
        }

        return lines.ToString();
    }

    [GeneratedRegex("[a-z]+_[0-9a-z]{26}")]
    private static partial Regex Ids();

    /// <summary>A line in which ids become names.</summary>
    [InterpolatedStringHandler]
    internal ref struct Line(int literalLength, int formattedCount, Trace trace)
    {
        private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

        public string Text => _text.ToStringAndClear();

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted(double value, string format) => _text.AppendFormatted(value, format);

        public void AppendFormatted<T>(T value)
        {
            if (value is Core.Ids.JobId or Core.Ids.ItemId or Core.Ids.ChunkId or Core.Ids.AttemptId or Core.Ids.SessionId)
            {
                _text.AppendLiteral(trace.Of(value));
            }
            else
            {
                _text.AppendFormatted(value);
            }
        }
    }
}
