(function(){
"use strict";
var PAGE=50,at=0,all=[].slice.call(document.querySelectorAll(".pk")),form=document.querySelector(".filters");
if(!form)return;
var count=document.querySelector(".count"),pager=document.querySelector(".pager"),texts=all.map(function(p){return p.firstElementChild.textContent.toLowerCase()});
function number(n){return String(n).replace(/\B(?=(\d{3})+$)/g,".")}
function fits(p,i,w){
if(w.a&&p.dataset.a!==w.a)return false;
if(w.s&&p.dataset.s!==w.s)return false;
if(w.f==="-"?p.dataset.f:w.f&&(" "+p.dataset.f+" ").indexOf(" "+w.f+" ")<0)return false;
return w.q.every(function(t){return texts[i].indexOf(t)>=0});
}
function show(){
var e=form.elements,w={a:e.a.value,f:e.f.value,s:e.s.value,q:e.q.value.toLowerCase().split(/\s+/).filter(Boolean)};
var found=all.filter(function(p,i){return fits(p,i,w)}),pages=Math.max(1,Math.ceil(found.length/PAGE));
at=Math.min(Math.max(at,0),pages-1);
var page=new Set(found.slice(at*PAGE,(at+1)*PAGE));
all.forEach(function(p){p.hidden=!page.has(p)});
count.textContent=found.length?"Menampilkan "+number(at*PAGE+1)+"–"+number(at*PAGE+page.size)+" dari "+number(found.length)+" paket":"Tidak ada paket yang cocok. Longgarkan saringannya.";
pager.hidden=pages<2;
pager.querySelector("span").textContent="Halaman "+(at+1)+" dari "+pages;
pager.querySelector("[data-go='-1']").disabled=at===0;
pager.querySelector("[data-go='1']").disabled=at===pages-1;
}
form.addEventListener("input",function(){at=0;show()});
form.addEventListener("submit",function(e){e.preventDefault()});
pager.addEventListener("click",function(e){if(!e.target.dataset.go)return;at+=Number(e.target.dataset.go);show();document.getElementById("paket").scrollIntoView()});
document.addEventListener("click",function(e){var k=e.target.dataset&&e.target.dataset.kind;if(!k)return;form.elements.f.value=k;at=0;show()});
form.hidden=count.hidden=false;
show();
})();
