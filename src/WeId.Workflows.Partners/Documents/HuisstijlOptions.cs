using System.ComponentModel.DataAnnotations;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Who sends the letters and mails, and how they look.</summary>
public sealed class HuisstijlOptions
{
    /// <summary>Name of the supplier, in the letterhead and under every message. Default: We-ID.</summary>
    [Required]
    public string Naam { get; set; } = "We-ID";

    /// <summary>Address lines in the letterhead. Default: a fictitious address.</summary>
    public IList<string> Adresregels { get; } = [];

    /// <summary>Website as people type it. Default: www.we-id.example.</summary>
    [Required]
    public string Website { get; set; } = "www.we-id.example";

    /// <summary>Telephone number as people read it. Default: fictitious.</summary>
    [Required]
    public string Telefoon { get; set; } = "085 000 00 00";

    /// <summary>E-mail address for questions. Default: fictitious.</summary>
    [Required, EmailAddress]
    public string Email { get; set; } = "helpdesk@we-id.example";

    /// <summary>Colour of the mark, headings and buttons, as <c>#rrggbb</c>; dark enough for white text. Default: #17406D.</summary>
    [Required, RegularExpression("^#[0-9A-Fa-f]{6}$")]
    public string Kleur { get; set; } = "#17406D";

    /// <summary>Folder with the templates and, under huisstijl/fonts, the fonts; relative to the program. Default: templates.</summary>
    [Required]
    public string TemplatesPath { get; set; } = "templates";
}
