using System.Globalization;
using System.Text.Json;

namespace Batch.Coordinator.Jobs;

/// <summary>
/// Reads the fields of a JSON object and keeps going: every error is collected, a field that nobody asked for is one.
/// </summary>
internal sealed class SpecFields
{
    private readonly Dictionary<string, List<string>> _errors;
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public SpecFields(JsonElement root)
        : this(root, "", [])
    {
    }

    private SpecFields(JsonElement value, string path, Dictionary<string, List<string>> errors)
    {
        (_object, _path, _errors) = (value, path, errors);
        if (value.ValueKind is not JsonValueKind.Object)
        {
            Error(null, "is not a JSON object.");
        }
    }

    public bool HasErrors => _errors.Count > 0;

    public IReadOnlyDictionary<string, string[]> Errors =>
        _errors.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal);

    /// <param name="field">The field, or null for the object itself.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public void Error(string? field, string message)
    {
        var name = field is null ? _path.TrimEnd('.') : _path + field;
        if (!_errors.TryGetValue(name, out var messages))
        {
            _errors[name] = messages = [];
        }

        messages.Add(message);
    }

    public SpecFields Object(string field) =>
        Get(field) is { } value ? new SpecFields(value, $"{_path}{field}.", _errors) : Missing(field);

    public JsonElement? Get(string field)
    {
        _asked.Add(field);
        return _object.ValueKind is JsonValueKind.Object && _object.TryGetProperty(field, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;
    }

    public string? Text(string field, int longest)
    {
        if (Get(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest)
        {
            return text;
        }

        Error(field, $"must be a text of 1 to {longest} characters.");
        return null;
    }

    public string RequiredText(string field, int longest)
    {
        if (Get(field) is null)
        {
            Error(field, "is missing.");
        }

        return Text(field, longest) ?? "";
    }

    public bool Flag(string field)
    {
        switch (Get(field)?.ValueKind)
        {
            case null or JsonValueKind.False:
                return false;
            case JsonValueKind.True:
                return true;
            default:
                Error(field, "must be true or false.");
                return false;
        }
    }

    public int Number(string field, int least, int most, int otherwise)
    {
        if (Get(field) is not { } value)
        {
            return otherwise;
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Error(field, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return otherwise;
    }

    /// <summary>A list of texts with the name of each as errors call it; null where the field is not there.</summary>
    public IReadOnlyList<(string Field, string Text)>? Texts(string field)
    {
        if (Get(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            Error(field, "must be a list of texts.");
            return [];
        }

        var texts = new List<(string, string)>();
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
            if (element.ValueKind is JsonValueKind.String && element.GetString() is { Length: > 0 } text)
            {
                texts.Add((name, text));
            }
            else
            {
                Error(name, "must be a text that is not empty.");
            }
        }

        return texts;
    }

    /// <summary>Call last: what was never asked for is unknown.</summary>
    public void RefuseOthers()
    {
        if (_object.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in _object.EnumerateObject().Where(p => !_asked.Contains(p.Name)))
        {
            Error(property.Name, $"is not a known field; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
        }
    }

    private SpecFields Missing(string field)
    {
        Error(field, "is missing.");
        return new SpecFields(JsonElement.Parse("{}"), $"{_path}{field}.", []);
    }
}
